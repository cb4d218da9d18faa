"""Makes the inputs in this folder and the figures that other people's programs give for them.

Figures are by pycocotools 2.0.11 (objects), trackeval 1.3.0 and motmetrics 1.4.0 (tracks), ultralytics 8.4.190
(keypoints). Run from anywhere: python make_references.py. The same files come out each time.
"""

import contextlib
import io
import json
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
CLASSES = ["ball", "goalkeeper", "player", "referee"]


def write_rows(name, rows):
    (HERE / name).write_text("".join(",".join(f"{value:g}" for value in row) + "\n" for row in rows))


def write_figures(name, figures):
    (HERE / name).write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n")


# Objects: truth.csv holds frame, class, x1, y1, x2, y2; found.csv a confidence too.


def make_objects(generator):
    """Frames with missing, doubled, false and shifted boxes, equal confidences, and one frame with too many boxes."""
    truth, found = [], []
    for frame in range(40):
        for kind, count in ((0, frame % 2), (1, frame % 3 == 0), (2, 12), (3, 2)):
            for _ in range(int(count)):
                size = generator.integers(10, 20, 2) if kind == 0 else generator.integers((20, 50), (40, 90))
                corner = generator.integers((0, 0), (1280 - 100, 720 - 100))
                box = np.concatenate([corner, corner + size]).astype(float)
                truth.append((frame, kind, *box))
                for _ in range(int(generator.choice([0, 1, 1, 1, 1, 2]))):
                    spread = float(generator.choice([0, 0.03, 0.1, 0.25]))
                    shifted = np.round(box + generator.normal(0, spread, 4) * np.tile(size, 2), 1)
                    # COCO passes over a box without a size instead of calling it wrong.
                    shifted[2:] = np.maximum(shifted[2:], shifted[:2] + 1)
                    named = kind if generator.random() < 0.9 else int(generator.integers(1, 4))
                    found.append((frame, named, *shifted, round(float(generator.beta(4, 2)), 2)))
        for _ in range(105 if frame == 7 else 3):
            corner = generator.integers((0, 0), (1200, 640))
            found.append((frame, 2, *corner, *(corner + (25, 60)), round(float(generator.beta(2, 4)), 2)))
    return truth, [found[i] for i in generator.permutation(len(found))]


def figures_by_pycocotools(truth, found):
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    def annotation(row, number):
        frame, kind, x1, y1, x2, y2 = (float(f"{value:g}") for value in row[:6])
        box = [x1, y1, x2 - x1, y2 - y1]
        return dict(id=number, image_id=int(frame), category_id=int(kind), bbox=box, area=box[2] * box[3], iscrowd=0)

    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = dict(
            info={}, images=[dict(id=i) for i in range(40)], categories=[dict(id=i) for i in range(4)],
            annotations=[annotation(row, number + 1) for number, row in enumerate(truth)])
        coco.createIndex()
        rows = [annotation(row, number + 1) | dict(score=row[6]) for number, row in enumerate(found)]
        evaluation = COCOeval(coco, coco.loadRes(rows), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    precision = evaluation.eval["precision"][:, :, :, 0, 2]  # threshold, recall, class
    recall = evaluation.eval["recall"][:, :, 0, 2]
    return {
        "all": dict(map50=evaluation.stats[1], map50_95=evaluation.stats[0], ar100=evaluation.stats[8]),
        **{
            name: dict(ap=precision[:, :, i].mean(1).tolist(), ar100=float(recall[:, i].mean()))
            for i, name in enumerate(CLASSES)
        },
    }


# Tracks: two sequences in MOTChallenge text, one with distractors and rows marked 0.


def make_tracks(generator, with_distractors):
    """Walkers that cross; a result that loses them, swaps them, renames them, and sees some that aren't there."""
    truth, found = [], []
    names = {}
    places = generator.uniform((0, 100), (1000, 500), (10, 2))
    speeds = generator.normal(0, 6, (10, 2))
    for frame in range(1, 61):
        for walker in range(10):
            kind = [1, 1, 1, 1, 1, 1, 1, 7, 8, 12][walker] if with_distractors else 1
            places[walker] += speeds[walker]
            x, y = np.round(places[walker])
            if generator.random() < 0.95:
                row = (frame, walker + 1, x, y, 30, 80, int(walker != 2), kind, 1)
                truth.append(row if with_distractors else row[:7] + (-1, -1, -1))
            if frame % 17 == 5 and walker == 0:
                names[0], names[1] = names[1], names[0]
            if generator.random() < 0.03 or walker not in names:
                names[walker] = max(names.values(), default=0) + 1
            if generator.random() < 0.85:
                box = np.round(np.array([x, y, 30, 80]) + generator.normal(0, 3, 4), 2)
                found.append((frame, names[walker], *box, 1, -1, -1, -1))
        if generator.random() < 0.4:
            found.append((frame, 900 + frame // 10, *np.round(generator.uniform(0, 700, 2), 2), 30, 80, 1, -1, -1, -1))
    # Frames without truth, and without result.
    return [r for r in truth if r[0] not in (20, 21)], [r for r in found if r[0] not in (33, 34)]


def figures_by_trackeval(name, benchmark):
    import trackeval

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        root = Path(folder)
        (root / "gt" / name / "gt").mkdir(parents=True)
        (root / "found" / "own" / "data").mkdir(parents=True)
        (root / "gt" / name / "gt" / "gt.txt").write_text((HERE / f"{name}-truth.txt").read_text())
        (root / "found" / "own" / "data" / f"{name}.txt").write_text((HERE / f"{name}-found.txt").read_text())
        dataset = trackeval.datasets.MotChallenge2DBox(dict(
            GT_FOLDER=str(root / "gt"), TRACKERS_FOLDER=str(root / "found"), BENCHMARK=benchmark, SKIP_SPLIT_FOL=True,
            SEQ_INFO={name: 60}, PRINT_CONFIG=False))
        data = dataset.get_preprocessed_seq_data(dataset.get_raw_seq_data("own", name), "pedestrian")
        quiet = dict(PRINT_CONFIG=False)
        hota = trackeval.metrics.HOTA().eval_sequence(data)
        clear = trackeval.metrics.CLEAR(quiet).eval_sequence(data)
        identity = trackeval.metrics.Identity(quiet).eval_sequence(data)
    keys = ["HOTA", "DetA", "AssA", "DetRe", "DetPr", "AssRe", "AssPr", "LocA"]
    figures = {key: float(np.mean(hota[key])) for key in keys} | {"HOTA_by_threshold": hota["HOTA"].tolist()}
    keys = ["MOTA", "MOTP", "CLR_Re", "CLR_Pr", "IDSW", "Frag", "MT", "PT", "ML"]
    figures |= {key: float(clear[key]) for key in keys}
    return figures | {key: float(identity[key]) for key in ["IDF1", "IDR", "IDP"]}


def figures_by_motmetrics(name):
    import motmetrics

    # motmetrics still calls what NumPy 2 took away.
    np.asfarray = lambda values: np.asarray(values, float)
    truth = motmetrics.io.loadtxt(HERE / f"{name}-truth.txt", fmt="mot15-2D", min_confidence=1)
    found = motmetrics.io.loadtxt(HERE / f"{name}-found.txt", fmt="mot15-2D")
    pairs = motmetrics.utils.compare_to_groundtruth(truth, found, "iou", distth=0.5)
    figures = motmetrics.metrics.create().compute(pairs, metrics=["idf1", "mota"]).iloc[0]
    return {key: float(figures[key]) for key in figures.index}


# Keypoints: frame, vertex, x, y of labels and of what is found; boxes.


def make_keypoints(generator):
    labels, found, boxes = [], [], []
    for frame in range(24):
        width, height = generator.uniform((600, 200), (1280, 600))
        boxes.append((frame, *np.round([0, 0, width, height], 1), round(float(generator.beta(4, 2)), 2)))
        spread = float(generator.choice([3, 15, 40, 90]))
        for vertex in range(32):
            place = generator.uniform((1, 1), (width, height))
            if generator.random() < 0.4 or vertex == frame:
                labels.append((frame, vertex, *np.round(place, 1)))
            shift = generator.normal(0, spread, 2)
            found.append((frame, vertex, *np.round(place + shift, 1)))
    return labels, found, boxes


def figures_by_ultralytics(labels, found, boxes):
    import torch
    from ultralytics.utils.metrics import ap_per_class, kpt_iou

    similarities = []
    for box in boxes:
        truth, result = torch.zeros(1, 32, 3), torch.zeros(1, 32, 3)
        for rows, tensor in ((labels, truth), (found, result)):
            for row in (r for r in rows if r[0] == box[0]):
                tensor[0, row[1]] = torch.tensor([*row[2:], 1])
        area = torch.tensor([(box[3] - box[1]) * (box[4] - box[2]) * 0.53])
        similarities.append(float(kpt_iou(truth.double(), result.double(), area.double(), np.ones(32) / 32)))
    right = np.array(similarities)[:, None] >= np.linspace(0.5, 0.95, 10)
    zeros = np.zeros(len(boxes))
    precision = ap_per_class(right, np.array([box[5] for box in boxes]), zeros, zeros)[5][0]
    return dict(similarities=similarities, ap=precision.tolist())


if __name__ == "__main__":
    truth, found = make_objects(np.random.default_rng(1))
    write_rows("objects-truth.csv", truth)
    write_rows("objects-found.csv", found)
    write_figures("objects-pycocotools.json", figures_by_pycocotools(truth, found))
    for name, benchmark, with_distractors in (("walk", "MOT17", True), ("cross", "MOT15", False)):
        truth, found = make_tracks(np.random.default_rng(2 + with_distractors), with_distractors)
        write_rows(f"{name}-truth.txt", truth)
        write_rows(f"{name}-found.txt", found)
        write_figures(f"{name}-trackeval.json", figures_by_trackeval(name, benchmark))
    write_figures("cross-motmetrics.json", figures_by_motmetrics("cross"))
    labels, found, boxes = make_keypoints(np.random.default_rng(5))
    write_rows("keypoints-truth.csv", labels)
    write_rows("keypoints-found.csv", found)
    write_rows("keypoints-boxes.csv", boxes)
    write_figures("keypoints-ultralytics.json", figures_by_ultralytics(labels, found, boxes))
