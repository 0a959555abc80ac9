"""Takes the mean over strata, each as good as the next."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    table = _disparity(applications, controls, known, reference).set_index("group")
    if controls:
        stratum = applications.groupby(controls, dropna=False, observed=True).ngroup().to_numpy()
        rates = pd.DataFrame({"group": _labels(applications).to_numpy(), "stratum": stratum, "approved": applications["approved"].to_numpy(float)})
        rates = rates.groupby(["group", "stratum"])["approved"].mean().unstack()
        rates = rates.loc[:, rates.loc[reference].notna()]
        table["approval_rate"] = rates.mean(axis=1)
        table["expected_rate"] = rates.notna().mul(rates.loc[reference]).where(rates.notna()).mean(axis=1)
        table["ratio"] = table["approval_rate"] / table["expected_rate"]
    return table.reset_index()
