import csv
import json
from dataclasses import replace

import pytest

from core.lesion_table import candidates_document, lesions_document, write_csv, write_json
from tests.helpers.reviews import ball, detection, lesion, series

RUN_KEYS = {"series_instance_uid", "frame_of_reference_uid", "models", "provider", "seconds"}
LESION_KEYS = {
    "id",
    "label",
    "volume_mm3",
    "longest_diameter_mm",
    "centroid_lps_mm",
    "mean_probability",
    "max_probability",
    "status",
    "origin",
}


def test_lesions_json_says_what_ran_on_what():
    document = lesions_document(detection(), series())
    assert RUN_KEYS | {"lesions"} <= set(document)
    assert document["series_instance_uid"] == series().series_instance_uid
    assert document["models"][1] == {"name": "mets-demo", "version": "1.0", "sha256": "cd" * 32}


def test_lesions_are_listed_largest_first_with_their_measures():
    shuffled = replace(detection(), lesions=detection().lesions[::-1])
    rows = lesions_document(shuffled, series())["lesions"]
    assert [row["label"] for row in rows] == [1, 2, 3]
    assert set(rows[0]) >= LESION_KEYS
    assert rows[2]["volume_mm3"] == 7
    assert rows[2]["centroid_lps_mm"] == [3, 4, 9]
    assert rows[2]["longest_diameter_mm"] == 3
    assert (rows[0]["status"], rows[0]["origin"]) == ("pending", "model")


def test_candidates_say_why_they_were_put_aside():
    document = candidates_document(detection(), series())
    assert set(document) >= RUN_KEYS
    row = document["candidates"][0]
    assert set(row) >= LESION_KEYS
    assert (row["reason_code"], row["reason"]) == ("too_small", "1 mm³, under 6 mm³")


def test_json_is_written_whole(tmp_path):
    write_json(tmp_path / "lesions.json", lesions_document(detection(), series()))
    assert json.loads((tmp_path / "lesions.json").read_text(encoding="utf-8"))["provider"] == "cpu"
    assert [path.name for path in tmp_path.iterdir()] == ["lesions.json"]


def test_csv_has_one_line_a_lesion(tmp_path):
    geometry = series().geometry
    write_csv(tmp_path / "lesions.csv", [lesion(2, ball((3, 9, 11), 1)), lesion(1, ball((6, 6, 6), 3))], geometry)
    with (tmp_path / "lesions.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows] == ["1", "2"]
    assert (rows[1]["x_lps_mm"], rows[1]["y_lps_mm"], rows[1]["z_lps_mm"]) == ("11.0", "9.0", "3.0")
    assert rows[1]["tracking_uid"] == "2.25.1002"
    assert "not a medical device" in rows[0]["note"]


def test_a_table_that_cannot_be_written_leaves_nothing(tmp_path):
    with pytest.raises(ValueError, match="empty"):
        write_csv(tmp_path / "lesions.csv", [lesion(1, ball((90, 90, 90), 1))], series().geometry)
    assert list(tmp_path.iterdir()) == []
