"""What changed between two versions: by section, side by side, without a database."""

from policies.differing import Text, differences, marked

OLD = (
    Text(1, "Purpose", "What this is for."),
    Text(2, "Safety", "No phone in the scanner room. Ask first."),
    Text(3, "Sharing", "Ask the others before you share."),
)


def kinds(*after: Text) -> list[tuple[str, str]]:
    return [(pair.kind, (pair.after or pair.before).title) for pair in differences(OLD, after)]  # type: ignore[union-attr]


def test_the_same_words_are_the_same() -> None:
    assert kinds(*OLD) == [("same", "Purpose"), ("same", "Safety"), ("same", "Sharing")]


def test_new_moved_and_removed_sections_stand_where_they_belong() -> None:
    after = (OLD[0], Text(2, "Before you come", "A letter says so."), Text(3, "Safety", OLD[1].body))
    assert kinds(*after) == [
        ("same", "Purpose"),
        ("added", "Before you come"),
        ("removed", "Sharing"),
        ("moved", "Safety"),
    ]


def test_a_section_under_another_heading_is_found_by_its_words() -> None:
    renamed = Text(2, "Keeping safe", "No phone in the scanner room. Always ask first.")
    pair = next(each for each in differences(OLD, (OLD[0], renamed, OLD[2])) if each.kind == "changed")
    assert pair.before == OLD[1]
    assert [run.words.strip() for run in pair.right if run.is_marked] == ["Always ask"]
    assert [run.words.strip() for run in pair.left if run.is_marked] == ["Ask"]


def test_both_sides_keep_every_letter() -> None:
    before, after = "One\n\n- two\n- three", "One\n\n- two and a half\n- three\n"
    left, right = marked(before, after)
    assert "".join(run.words for run in left) == before
    assert "".join(run.words for run in right) == after
