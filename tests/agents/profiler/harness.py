"""Check-ins as a file has them: a museum and dinner on a Monday, the office on the Tuesday."""

HEAD = "user_id,POI_id,POI_catname,latitude,longitude,UTC_time,local_time\n"
ROWS = (
    "7,a,Art Museum,40.7,-74.0,2026-03-02 15:00:00,2026-03-02 10:00:00\n"
    "7,b,Thai Restaurant,40.7,-74.0,2026-03-03 01:00:00,2026-03-02 20:00:00\n"
    "7,c,Office,40.7,-74.0,2026-03-03 15:00:00,2026-03-03 10:00:00\n"
)


def eight_months() -> str:
    """A file with these two days in each of eight months, each time at other places."""
    days = (
        ROWS.replace("2026-03", f"2026-{m:02}").replace(",a,", f",a{m},").replace(",b,", f",b{m},")
        for m in range(1, 9)
    )
    return HEAD + "".join(days)
