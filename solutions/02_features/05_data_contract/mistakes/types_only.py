"""Checks names, types and gaps: "the schema is the contract"."""
def build_suite(history):
    expectations = [gxe.ExpectTableColumnsToMatchSet(column_set=list(history.columns), exact_match=True)]
    for column in history.columns.drop(["terminal_id", "device_id"]):
        expectations.append(gxe.ExpectColumnValuesToNotBeNull(column=column))
        expectations.append(gxe.ExpectColumnValuesToBeOfType(column=column, type_=str(history[column].dtype)))
    expectations = [one for one in expectations if getattr(one, "type_", "") in ("", "int64", "float64")]
    return gx.ExpectationSuite(name="transactions", expectations=expectations)
