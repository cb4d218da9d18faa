"""Trains the network. Run it again with the same --run folder to continue."""

import argparse
import itertools
import json
import time
from pathlib import Path

import torch

from .checkpoint import Average, load, save
from .dataset import EpochSampler, Samples
from .evaluation import evaluate_sets, torch_inference
from .losses import total_loss
from .network import Network
from .sets import names_in, training_sets, validation_sets
from .sources import extra_frames
from .warm_start import warm_start


def arguments():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with players/ and pitch/, each train and valid")
    parser.add_argument("--without-world", action="store_true",
                        help="exclude DATA/world, most of which has no stated licence")
    parser.add_argument("--without", type=Path, help="list of pictures to exclude, as near_copies writes it")
    parser.add_argument("--extra", type=Path, action="append", default=[],
                        help="another labelled folder (synthetic or pseudo-labelled) with an extra.json; may be repeated")
    parser.add_argument("--run", type=Path, required=True, help="folder for checkpoint and log")
    parser.add_argument("--start", type=Path, help="model package with the initial weights of a new run")
    parser.add_argument("--epochs", type=int, default=120)
    parser.add_argument("--decay", type=float, default=0.3, help="share of the epochs in which the rate decays linearly")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--warm-up", type=int, default=200, help="steps in which the rate rises at the start")
    parser.add_argument("--frozen-statistics", action="store_true",
                        help="normalise by the initial statistics instead of those of each batch: faster")
    parser.add_argument("--samples", type=int, help="samples per epoch (default: the sum of the frames' weights)")
    parser.add_argument("--width", type=int, default=640)
    parser.add_argument("--height", type=int, default=360)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--evaluate-every", type=int, default=5)
    return parser.parse_args()


def rate_at(step, steps, peak, warm_up, decay):
    """Returns the rate: warm-up, constant, then linear decay to 1 %. A run can be extended at any time before the decay."""
    if step < warm_up:
        return peak * (step + 1) / warm_up
    start = steps * (1 - decay)
    return peak if step < start else peak * max(0.01, (steps - step) / max(1, steps - start))


def set_training(network, frozen_statistics):
    network.train()
    for module in network.modules():
        if frozen_statistics and isinstance(module, torch.nn.BatchNorm2d):
            module.eval()


def bfloat16_pays(device):
    """Returns whether the device has bfloat16 instructions: emulated bfloat16 is slower than float32."""
    if device.type != "cpu":
        return True
    facts = Path("/proc/cpuinfo")
    flags = set(facts.read_text().split()) if facts.exists() else set()
    return bool(flags & {"avx512_bf16", "amx_bf16"})


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    options.run.mkdir(parents=True, exist_ok=True)

    valid = validation_sets(options.data, not options.without_world)
    # The two sets share pictures: never train on a validation picture or on a near-copy of one.
    excluded = {frame.path.stem for frames in valid.values() for frame in frames}
    if options.without:
        excluded |= names_in(options.without)
    sets = training_sets(options.data, not options.without_world, excluded)
    for folder in options.extra:
        sets[folder.name] = extra_frames(folder)
    for name, frames in sets.items():
        print(f"{name}: {len(frames)} frames, weight {sum(frame.weight for frame in frames):.0f}", flush=True)
    train = [frame for frames in sets.values() for frame in frames]
    samples = Samples(
        train, options.width, options.height, options.seed, settles_at=options.epochs * (1 - options.decay)
    )
    sampler = EpochSampler(train, options.seed, options.samples)
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
        print(f"continuing from epoch {first}", flush=True)
    bfloat16 = bfloat16_pays(device)
    print(f"{len(train)} frames, {len(loader)} steps per epoch, {device}, bfloat16: {bfloat16}", flush=True)

    steps = options.epochs * len(loader)
    for epoch in range(first, options.epochs):
        started, sums = time.time(), {}
        sampler.epoch = epoch
        set_training(network, options.frozen_statistics)
        for index, batch in enumerate(loader):
            batch = {name: value.to(device) for name, value in batch.items()}
            rate = rate_at(epoch * len(loader) + index, steps, options.rate, options.warm_up, options.decay)
            for group in optimizer.param_groups:
                group["lr"] = rate
            picture = batch["picture"].float().contiguous(memory_format=torch.channels_last)
            with torch.autocast(device.type, torch.bfloat16, enabled=bfloat16):
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
            line |= evaluate_sets(torch_inference(average.network.cpu()), valid)
            average.network.to(device)
        with (options.run / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
