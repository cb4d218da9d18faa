// The running challenges, with the progress of each stage.

import { element, make, megabytes, seconds, tier, title } from "./format.js";

const cards = new Map();

class Step {
  constructor(card, name) {
    this.name = name;
    this.bar = make("progress");
    this.text = make("span");
    card.append(make("span", name), this.bar, this.text);
  }

  // If the total is unknown, the bar is indeterminate and only the text shows progress.
  show(done, whole, text) {
    if (whole) {
      this.bar.max = whole;
      this.bar.value = Math.min(done, whole);
    } else {
      this.bar.removeAttribute("value");
    }
    this.text.textContent = text;
    this.bar.setAttribute("aria-label", `${this.name}: ${text}`);
  }
}

class Card {
  constructor(item) {
    this.root = make("article", null, { className: "card running" });
    this.elapsed = make("span", "", { className: "elapsed tier" });
    this.stage = make("p");
    const steps = make("div", null, { className: "steps" });
    this.download = new Step(steps, "Download");
    this.decode = new Step(steps, "Decode");
    this.inference = new Step(steps, "Inference");
    this.frames = new Step(steps, "Frames");
    this.steps = steps;
    this.root.append(this.elapsed, make("h3", title(item)), make("p", item.clip, { className: "quiet" }), this.stage, steps);
  }

  show(item) {
    this.item = item;
    const isWaiting = item.stage === "waiting";
    const progress = item.progress ?? {};
    this.stage.textContent = isWaiting ? "Waiting for a worker" : "";
    this.stage.hidden = !isWaiting;
    this.steps.hidden = isWaiting;
    const { received_bytes: received = 0, clip_bytes: size, frame_count: count } = progress;
    const of = (done) => (count ? `${done} of about ${count}` : `${done}`);
    const { frames = 0, decoded_frames: decoded = 0, analysed_frames: analysed = 0 } = progress;
    this.download.show(received, size, megabytes(received) + (size ? ` of ${megabytes(size)}` : ""));
    this.decode.show(decoded, count, `to frame ${of(decoded)}`);
    this.inference.show(frames, count, `${analysed} pictures`);
    this.frames.show(frames, count, of(frames));
    this.tick();
  }

  tick() {
    const passed = Math.max(0, Date.now() / 1000 - this.item.received);
    this.elapsed.textContent = `${passed.toFixed(1)} s`;
    this.elapsed.className = `elapsed tier ${tier(passed)}`;
  }
}

export function showRunning(items) {
  for (const id of [...cards.keys()].filter((id) => !items.has(id))) {
    cards.get(id).root.remove();
    cards.delete(id);
  }
  const place = element("now");
  if (items.size === 0) {
    place.replaceChildren(make("p", "No challenge is running.", { className: "quiet" }));
    return;
  }
  if (cards.size === 0) place.replaceChildren();
  for (const [id, item] of items) {
    if (!cards.has(id)) {
      cards.set(id, new Card(item));
      place.append(cards.get(id).root);
    }
    cards.get(id).show(item);
  }
}

setInterval(() => cards.forEach((card) => card.tick()), 200);
