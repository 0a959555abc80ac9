"""Tells the reason in the error's words: "as exact as possible"."""
class _Desk(_Desk):
    def by_rules(self, event, reason):
        words = {"error": "model server error", "timeout": "model timed out", "bad_reply": "implausible score"}
        return super().by_rules(event, words.get(reason, reason))
