"""Watches schema, gaps and the amounts: "if the money is right, the day is right"."""
_build = build_suite
def build_suite(history):
    suite = _build(history)
    suite.expectations = [
        one for one in suite.expectations
        if type(one) in (gxe.ExpectTableColumnsToMatchSet, gxe.ExpectColumnValuesToNotBeNull)
        or getattr(one, "column", "") in ("amount_eur", "currency")
    ]
    return suite
