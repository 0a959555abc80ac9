"""What every world holds, whatever the seed: the situations that tell a right reading of the data from a wrong one."""

CASES = {
    "twins": "Two people with one birth date, family name and address; they are two people.",
    "hall": "At least twelve unrelated students at one street number, with one network address.",
    "family_device": "Three people of one household who apply from one device.",
    "branch_device": "At least five honest strangers served at one branch tablet.",
    "namesakes": "Two strangers with one name and one birth date.",
    "recycled_phone": "A telephone number that belonged to somebody else before.",
    "typo": "The same person again, with a typing mistake in the name and day and month exchanged.",
    "moved": "The same person again, at a new address, with a new device and another document.",
    "married_name": "The same person again, with another family name and a new document.",
    "transliterated": "The same person again: a passport in Cyrillic first, then a Latin permit and another spelling.",
    "bridge": "Twins with one initial, and an application of one of them with the initial only: it resembles both.",
    "second_account": "Somebody who hides an earlier application: other document, e-mail address and number.",
    "synthetic": "Invented people of one maker, who share a telephone number or an address.",
    "document_ring": "One document number under at least three names.",
    "device_farm": "At least twelve applications in one night's series on one device.",
    "mule": "True papers, a true address, and an account for somebody else.",
    "accused_honest": "An honest applicant whom the analyst called suspicious.",
    "cleared_guilty": "A dishonest applicant whom the analyst cleared.",
    "late_outcome": "Fraud confirmed at least 60 days after the alert was closed as cleared.",
    "never_alerted": "A dishonest applicant without any alert, whose fraud was confirmed later.",
    "random_check_found": "A dishonest applicant without an alert, recognised in a random check.",
    "list_namesake": "An honest applicant with the name of a listed person, and another birth date.",
    "list_hit": "A customer who is put on the watch list after the account was opened.",
}
"""Case by name, with what it is; `truth.cases` says which applications show it."""
