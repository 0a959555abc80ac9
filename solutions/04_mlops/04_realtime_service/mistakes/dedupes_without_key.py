"""Recognises retries by the transaction: "that is the real key"."""
class _Keys(_Keys):
    names = None
    def begin(self, key, record):
        self.names = self.names or {}
        self.names.setdefault(record.transaction_id, key)
        return super().begin(key if key in self.kept else self.names[record.transaction_id], record)
