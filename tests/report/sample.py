"""A document with every kind of block, and text that would break a careless renderer."""

from makeable.report.blocks import Bullets, Chart, Document, Facts, Heading, Notice, Paragraph, Table

SVG = (
    '<svg class="mk" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" role="img">'
    "<title>Gains</title><desc>Words of the picture</desc><text>picture words</text></svg>"
)

SHARES = Table(
    ("Issue", "Mayor", "Other cities", "Union", "SportCo", "Tourism", "League"),
    (
        ("Infrastructure mix", "14 %", "10 %", "20 %", "14 %", "11 %", "45 %"),
        ("Ecological impact", "12 %", "0 %", "0 %", "11 %", "25 %", "55 %"),
    ),
    caption="Who cares about what",
    numeric=frozenset(range(1, 7)),
    note="Share of a party's range that the issue decides.",
)

PRINCIPLES = Table(
    ("Principle", "Package", "Least gain"),
    (
        ("Nash", "Water and land, Improve, Union quota 1:1, $2 billion, $300 million", "4"),
        ("Utilitarian", "Water-based, Improve, Unlimited union preference", "−2"),
        ("Leximin", "Land-based, Maintain balance", "5"),
    ),
    strong=frozenset({0}),
    numeric=frozenset({2}),
)

GAINS = Table(
    ("Party", "Gain"),
    (("Mayor", "12"), ("Environmental League", "−3"), ("Union", "24")),
    numeric=frozenset({1}),
)

DOCUMENT = Document(
    "Sports complex on the harbour",
    (
        Heading("In short"),
        Notice("There is a deal: 12 of 720 packages have everyone's yes.", "good"),
        Notice("The draft fails: Environmental League says no.", "warning"),
        Notice("Two sheets are estimates.", "info"),
        Paragraph(
            "SportCo wants to build a sports park on the harbour. Whether it is approved depends on where it is built, "
            "what it does to the marine life, who gets the jobs, and how much of it the department finances."
        ),
        Paragraph("Proven: every package was looked at.", muted=True),
        Facts(
            (
                ("Packages", "720"),
                ("Unanimous", "12"),
                ("Rule", "at least 5 of 6, among them SportCo and the Department of Tourism"),
            )
        ),
        Heading("Who needs what"),
        Bullets(
            (
                "Mayor: jobs and investment that the city can point to; a project that goes ahead without a long fight",
                "Union: secure work for members for years",
            )
        ),
        Bullets(("Ask the league first.", "Then ask SportCo."), numbered=True),
        SHARES,
        Heading("What each principle gives"),
        Heading("All principles", 3),
        PRINCIPLES,
        Chart("Gains under Nash", SVG, GAINS),
    ),
    subtitle="The mediator's view",
)

NASTY = (
    "<script>alert(1)</script> & \"quotes\" 'single' | *star* _under_ `tick` [link](http://x) $1$ # not a heading\n"
    "second\tline \x1b[31mred\x1b[0m \x00 \u202eevil\u202c \ud800 end"
)

NASTY_DOCUMENT = Document(
    NASTY,
    (
        Heading(NASTY),
        Heading(NASTY, 3),
        Paragraph(NASTY),
        Bullets((NASTY,)),
        Facts(((NASTY, NASTY),)),
        Table((NASTY, "b"), ((NASTY, "1"),), caption=NASTY, note=NASTY),
        Chart(NASTY, SVG, GAINS),
        Notice(NASTY, "warning"),
    ),
    subtitle=NASTY,
)
