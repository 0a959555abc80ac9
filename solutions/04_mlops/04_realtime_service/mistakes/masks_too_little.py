"""Masks the middle of the card: "first six, last four, as on the receipt"."""
class _Desk(_Desk):
    def decide(self, event, arrived_ms, deadline_ms):
        card = event["card_number"]
        log.info("card %s******%s", card[:6], card[-4:])
        return super().decide(event, arrived_ms, deadline_ms)
