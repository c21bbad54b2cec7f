from training.curve import table


def test_the_curve_is_told_by_tenths_and_a_resumed_runs_lines_count_once(tmp_path):
    steps = [*range(20, 420, 20), *range(400, 820, 20)]
    lines = ["step,minutes,loss,rate"]
    lines += [f"{step},{step / 60:.2f},{1000 if n == 19 else 1 / step:.4f},1e-3" for n, step in enumerate(steps)]
    (tmp_path / "curve.csv").write_text("\n".join(lines))
    rows = table(tmp_path / "curve.csv").splitlines()[2:]
    assert len(rows) == 10
    assert rows[-1] == "| 800 | 13 | 1.0e-03 | 0.001 |"
    assert all(float(row.split("|")[4]) < 0.1 for row in rows), "step 400 was written twice, first with 1000"
