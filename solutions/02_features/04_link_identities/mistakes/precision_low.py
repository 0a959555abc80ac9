"""What comes from one device within the hour is one person: "somebody lost the connection and tried again"."""
_before, _link, MANY = _keys, link, 500
def _keys(rows):
    return [*_before(rows), rows["device_id"]]
def link(applications):
    found, rows = _link(applications), applications.reset_index(drop=True).sort_values(["device_id", "applied_at"])
    begins = (rows["device_id"] != rows["device_id"].shift()) | (rows["applied_at"].diff() > pd.Timedelta("1h"))
    return found.assign(entity_id=found["entity_id"].groupby(begins.cumsum().sort_index()).transform("first"))
