"""How names in other scripts come to be written in Latin letters: several ways for each, as on documents and forms.

Small tables of our own, because the point is that schemes *differ*: AnyAscii and Unidecode know one spelling per
letter and no vowels for Arabic; iuliia knows many schemes, for Russian and Uzbek only; ICU needs a compiled library.
Sources: ICAO Doc 9303 part 3 (passports), the BGN/PCGN systems, the Ukrainian resolution 55 of 2010, the Bulgarian
Transliteration Act of 2009, ELOT 743; the German forms are those of newspapers. Simplified: no scheme is complete.
"""

import re
import unicodedata
from functools import cache

_RU = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_GERMAN = {
    "в": "w", "ж": "sch", "з": "s", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ъ": "", "ю": "ju",
    "я": "ja", "й": "j", "ё": "jo",
}  # fmt: skip
_ENGLISH = {"ий": "y", "ё": "yo", "й": "y", "ъ": "", "ю": "yu", "я": "ya"}
_UK = _RU | {"г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "’": "", "'": ""}
_BG = _RU | {"й": "y", "х": "h", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"}
_EL = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o", "ου": "ou", "αυ": "av", "ευ": "ev", "γγ": "ng", "γξ": "nx", "γχ": "nch",
}  # fmt: skip

SCHEMES: dict[str, tuple[dict[str, str], dict[str, str], dict[str, str]]] = {
    "ru": (_RU, _RU | _ENGLISH, _RU | _GERMAN),
    "uk": (_UK, _UK | {"г": "g", "и": "i", "й": "y", "є": "e", "ю": "yu", "я": "ya"}, _UK | _GERMAN | {"є": "je"}),
    "bg": (_BG, _BG | {"ъ": "u", "х": "kh", "ж": "j", "ц": "tz"}, _BG | _GERMAN | {"щ": "scht", "ъ": "a"}),
    "el": (
        _EL,
        _EL | {"ου": "u", "οι": "i", "ει": "i", "αι": "e", "υ": "i", "χ": "h", "μπ": "b", "ντ": "d", "γκ": "g"},
        _EL | {"β": "b", "η": "e", "φ": "ph", "ει": "ei", "αι": "ae", "γγ": "gg", "αυ": "au", "ευ": "eu"},
    ),
}
"""Per language the passport's scheme, then two others in use; a longer key wins over its letters."""

ARABIC_MALE = (
    "أحمد Ahmad Ahmed Achmed", "محمّد Muhammad Mohammed Mohamed", "محمود Mahmud Mahmoud Mahmood",
    "حسن Hasan Hassan Hassen", "حسين Husayn Hussein Houssein", "خالد Khalid Khaled Chaled",
    "يوسف Yusuf Youssef Jousef", "عمر Umar Omar Omer", "عليّ Ali Aly Alee", "إبراهيم Ibrahim Ebrahim Brahim",
    "جمال Jamal Gamal Djamal", "سعيد Said Saeed Saïd", "طارق Tariq Tarek Tarik", "كريم Karim Kareem Kerim",
    "سليمان Sulayman Soliman Slimane", "عثمان Uthman Osman Othman", "فيصل Faysal Faisal Feisal",
    "فؤاد Fuad Fouad Foad", "رشيد Rashid Rachid Rasheed", "مصطفى Mustafa Moustafa Mostafa",
    "وليد Walid Waleed Oualid", "ياسر Yasir Yasser Jasser", "زياد Ziyad Ziad Siad", "هشام Hisham Hicham Hischam",
    "ناصر Nasir Nasser Naser", "منصور Mansur Mansour Mansoor", "نبيل Nabil Nabeel Nebil",
    "سالم Salim Salem Saalem", "عبدالله Abdallah Abdullah Abdoullah", "عبد الرّحمن Abdulrahman Abdelrahman Abdurrahman",
    "عبد القادر Abdulqadir Abdelkader Abdulkader", "عبد العزيز Abdulaziz Abdelaziz Abdul-Aziz",
    "عماد Imad Emad Imed", "غسّان Ghassan Gassan Rassan", "قاسم Qasim Kassem Kasim", "جعفر Jafar Gaafar Djaafar",
    "حمزة Hamza Hamzah Hamsa", "بلال Bilal Belal Bellal", "أيمن Ayman Aiman Eymen", "سامي Sami Samy Samie",
)  # fmt: skip
ARABIC_FEMALE = (
    "فاطمة Fatima Fatma Fatimah", "مريم Maryam Mariam Meryem", "عائشة Aisha Aicha Aischa", "خديجة Khadija Khadijah Chadija",
    "زينب Zaynab Zeinab Seinab", "ياسمين Yasmin Yasmine Jasmin", "نوره Nura Noura Norah", "هدى Huda Hoda Houda",
    "هناء Hana Hanaa Henaa", "آلاء Ala Alaa Aala", "آيات Ayat Aayat Ajat", "أحلام Ahlam Ahlem Achlam",
    "أريج Arij Areej Aridsch", "بثينة Buthayna Bouthaina Buthaina", "بشرى Bushra Bouchra Buschra",
    "جميلة Jamila Gamila Djamila", "حياة Hayat Hayet Hayatt", "دعاء Dua Doaa Douaa", "ريم Rim Reem Riem",
    "ريما Rima Reema Riema", "زهرة Zahra Zohra Sahra", "ضحى Duha Doha Douha", "كوثر Kawthar Kaouthar Kauthar",
    "لينا Lina Leena Liena", "نوال Nawal Naoual Nauwal", "هاجر Hajar Hagar Hadschar", "هند Hind Hend Hinde",
    "وفاء Wafa Wafaa Ouafa", "يسرى Yusra Yosra Jusra", "ميسون Maysun Maysoon Meissoun",
)  # fmt: skip
ARABIC_FAMILY = (
    "الأنصاري Al-Ansari Alansari El-Ansari", "الحسيني Al-Husayni Alhusseini El-Houssaini",
    "البغدادي Al-Baghdadi Albaghdadi El-Bagdadi", "الخالدي Al-Khalidi Alkhaldi El-Khaldi",
    "النجار Al-Najjar Alnajjar El-Naggar", "الشامي Al-Shami Alshami El-Chami", "المغربي Al-Maghribi Almaghrabi El-Moghrabi",
    "البخاري Al-Bukhari Albukhari El-Boukhari", "الدسوقي Al-Dasuqi Aldesouki El-Desouky", "الحلواني Al-Halwani Alhalawani El-Helwani",
    "الأيوبي Al-Ayyubi Alayoubi El-Ayoubi", "الحلاق Al-Hallaq Alhallak El-Hallak", "القباني Al-Qabbani Alkabbani El-Kabbani",
    "القزاز Al-Qazzaz Alkazzaz El-Kazaz", "السمان Al-Samman Alsamman El-Samman", "الشهابي Al-Shihabi Alshehabi El-Chehabi",
    "العسلي Al-Asali Alassali El-Assali", "العلمي Al-Alami Alalami El-Alami", "المفتي Al-Mufti Almufti El-Moufti",
    "النقيب Al-Naqib Alnakib El-Nakib", "النمر Al-Nimr Alnemer El-Nimer", "الهدمي Al-Hadmi Alhadmi El-Hedmi",
    "بعلبكي Baalbaki Balabaki Baalbeki", "بيروتي Bayruti Beirouti Bairuti", "جزار Jazzar Gazzar Djazzar",
    "حجازي Hijazi Hegazi Hedjazi", "درويش Darwish Darwiche Derwisch", "طرابلسي Tarabulsi Trabelsi Traboulsi",
    "صيداوي Saydawi Saidaoui Seidawi", "عكاوي Akkawi Akkaoui Akawi", "غنيم Ghunaym Ghoneim Ghanim",
    "عبيد Ubayd Obeid Oubeid", "عويضة Uwayda Oweida Aouida", "نسيبة Nusayba Nusseibeh Nsseiba", "همدان Hamdan Hemdan Hamdane",
    "قحطان Qahtan Kahtan Gahtan", "شتية Shatiya Shtayyeh Chtaya", "عليان Ulayyan Olayan Alian", "رصاص Rasas Rassas Ressas",
    "شرف Sharaf Charaf Scharaf",
)  # fmt: skip
"""Arabic writes few vowels, so a spelling cannot be computed: the name, then passport and two common Latin forms."""

_KUNREI = {"shi": "si", "chi": "ti", "tsu": "tu", "fu": "hu", "ji": "zi", "sho": "syo", "ju": "zyu"}


def spellings(native: str, language: str) -> tuple[str, str, str]:
    """Three Latin spellings of a Cyrillic or Greek name, that of the passport first, capitalised."""
    plain = unaccented(native.lower()) if language == "el" else native.lower()
    one, two, three = (_capital(_replaced(plain, pattern, table)) for pattern, table in _compiled(language))
    return one, two, three


def japanese_spellings(hepburn: str) -> tuple[str, str, str]:
    """Hepburn as given, Kunrei, and the OH spelling of a long final vowel that passports allow."""
    pattern = "|".join(sorted(_KUNREI, key=len, reverse=True))
    kunrei = _capital(re.sub(pattern, lambda found: _KUNREI[found.group()], hepburn.lower()))
    return hepburn, kunrei, hepburn + "h" if hepburn.endswith("o") else hepburn


def _replaced(text: str, pattern: re.Pattern[str], table: dict[str, str]) -> str:
    return pattern.sub(lambda found: table[found.group()], text)


def unaccented(text: str) -> str:
    """The text without the marks on its letters: `Müller` becomes `Muller`, `Άννα` becomes `Αννα`."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def ascii_letters(text: str) -> str:
    """The Latin text as somebody types it without special keys: no marks, `ß` as ss, `ł` as l."""
    if text.isascii():
        return text
    return unaccented(text).translate(_PLAIN)


def without_vowel_signs(text: str) -> str:
    """Arabic as documents print it: without doubling and vowel signs."""
    return re.sub("[\u064b-\u0652]", "", text)


_PLAIN = str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "ı": "i", "ø": "o", "æ": "ae", "đ": "d"})


@cache
def _compiled(language: str) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile("|".join(sorted(table, key=len, reverse=True))), table) for table in SCHEMES[language])


def _capital(text: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in text.split("-"))
