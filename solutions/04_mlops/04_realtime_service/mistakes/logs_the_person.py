"""Prints for whom it decides: "support asks for the name"."""
class _Keys(_Keys):
    def begin(self, key, record):
        print(f"request {key} of {record.cardholder}")
        return super().begin(key, record)
