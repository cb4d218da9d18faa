"""Trains the network. Run with --help for the settings; run again with the same --run folder to go on."""

import argparse
import itertools
import json
import time
from pathlib import Path

import torch

from .checkpoint import Average, load, save
from .dataset import EpochSampler, Samples
from .evaluation import evaluate, torch_inference
from .frames import read_frames
from .losses import total_loss
from .network import Network
from .sources import extra_frames
from .warm_start import warm_start


def arguments():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with players/ and pitch/, each train and valid")
    parser.add_argument("--extra", type=Path, action="append", default=[],
                        help="further labelled folders (synthetic, pseudo-labelled), each with an extra.json")
    parser.add_argument("--run", type=Path, required=True, help="folder of the run: checkpoint, log")
    parser.add_argument("--start", type=Path, help="model package whose weights a new run starts from")
    parser.add_argument("--epochs", type=int, default=120)
    parser.add_argument("--decay", type=float, default=0.3, help="share of the epochs in which the rate falls to nothing")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--width", type=int, default=640)
    parser.add_argument("--height", type=int, default=360)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--evaluate-every", type=int, default=5)
    return parser.parse_args()


def rate_at(step, steps, peak, warm_up, decay):
    """Warm up, stay, fall linearly to nothing: a run can be made longer at any time before the fall."""
    if step < warm_up:
        return peak * (step + 1) / warm_up
    start = steps * (1 - decay)
    return peak if step < start else peak * max(0.01, (steps - step) / max(1, steps - start))


def names_in(frames):
    return {frame.path.stem for frame in frames}


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    options.run.mkdir(parents=True, exist_ok=True)

    data = options.data
    valid = read_frames(players=data / "players/valid") + read_frames(pitch=data / "pitch/valid")
    # The two label sets share pictures: none on which a figure is reported may be trained on.
    train = read_frames(data / "players/train", data / "pitch/train", excluded=names_in(valid))
    for folder in options.extra:
        train += extra_frames(folder)
    samples = Samples(
        train, options.width, options.height, options.seed, settles_at=options.epochs * (1 - options.decay)
    )
    sampler = EpochSampler(train, options.seed)
    loader = torch.utils.data.DataLoader(
        samples, options.batch, sampler=sampler, num_workers=options.workers, drop_last=True,
        persistent_workers=options.workers > 0,
    )

    network = Network()
    checkpoint = options.run / "checkpoint.pt"
    if options.start and not checkpoint.exists():
        warm_start(network, options.start, (batch["picture"] for batch in itertools.islice(loader, 30)))
        print(f"starting from {options.start}", flush=True)
    network = network.to(device, memory_format=torch.channels_last)
    decayed = [p for p in network.parameters() if p.ndim > 1]
    plain = [p for p in network.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}], lr=options.rate
    )
    average = Average(network)
    first = 0
    if checkpoint.exists():
        state = load(checkpoint)
        network.load_state_dict(state["network"])
        average.network.load_state_dict(state["average"])
        average.steps = state["average_steps"]
        optimizer.load_state_dict(state["optimizer"])
        first = state["epoch"] + 1
        print(f"going on from epoch {first}", flush=True)
    print(f"{len(train)} frames, {len(loader)} steps an epoch, {device}", flush=True)

    steps = options.epochs * len(loader)
    for epoch in range(first, options.epochs):
        started, sums = time.time(), {}
        sampler.epoch = epoch
        network.train()
        for index, batch in enumerate(loader):
            batch = {name: value.to(device) for name, value in batch.items()}
            rate = rate_at(epoch * len(loader) + index, steps, options.rate, 200, options.decay)
            for group in optimizer.param_groups:
                group["lr"] = rate
            picture = batch["picture"].float().contiguous(memory_format=torch.channels_last)
            with torch.autocast(device.type, torch.bfloat16):
                outputs = network(picture)
            loss, parts = total_loss(outputs, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 10.0)
            optimizer.step()
            average.update(network)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0) + value / len(loader)
        line = {"epoch": epoch, "seconds": round(time.time() - started, 1), "rate": rate}
        line |= {name: round(value, 4) for name, value in sums.items()}
        save(
            checkpoint, network=network.state_dict(), average=average.network.state_dict(),
            average_steps=average.steps, optimizer=optimizer.state_dict(), epoch=epoch,
        )
        if (epoch + 1) % options.evaluate_every == 0 or epoch + 1 == options.epochs:
            figures = evaluate(torch_inference(average.network.cpu()), valid)
            average.network.to(device)
            line |= {name: round(value, 4) for name, value in figures.items()}
        with (options.run / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
