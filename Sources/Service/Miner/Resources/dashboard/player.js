// Plays a challenge: the clip if available, the result drawn over it, the radar and the time axis.

import { Axis } from "./axis.js";
import { Clock } from "./clock.js";
import { element, make, seconds } from "./format.js";
import { Radar } from "./radar.js";
import { Stage } from "./stage.js";

const boxesOf = () => [...document.querySelectorAll("#player [data-layer]")];

export class Player {
  #stop = new AbortController();
  #video = element("clip");
  #hasClip = false;
  #isStale = false;
  #spoken = 0;
  // The object URL of a file that the operator opened.
  #address = null;

  constructor(playback, item) {
    this.playback = playback;
    this.item = item;
    const redraw = () => this.#redraw();
    this.clock = new Clock({ count: playback.count, rate: playback.rate, show: redraw });
    this.clock.speed = Number(element("speed").value);
    this.stage = new Stage(element("overlay"), playback, redraw);
    this.radar = new Radar(element("radar"), playback, redraw);
    this.axis = new Axis(element("axis"), playback, (frame) => this.clock.seek(frame), redraw);
    element("stage").style.aspectRatio = `${playback.width} / ${playback.height}`;
    this.#listen(redraw);
    this.#offer();
    if (playback.hasClip) this.#load(`api/challenges/${item.id}/clip`, "The clip kept by the service.");
    redraw();
  }

  end() {
    this.#stop.abort();
    this.clock.leave();
    this.#unload();
    for (const part of [this.stage, this.radar, this.axis]) part.end();
  }

  // MARK: Input

  #listen(redraw) {
    const signal = this.#stop.signal;
    const on = (target, name, act) => target.addEventListener(name, act, { signal });
    const toggle = () => (this.clock.isPlaying ? this.clock.pause() : this.clock.play());
    on(element("play"), "click", toggle);
    on(element("overlay"), "click", toggle);
    on(element("back"), "click", () => this.#step(-1));
    on(element("forward"), "click", () => this.#step(1));
    on(element("speed"), "change", () => (this.clock.speed = Number(element("speed").value)));
    on(element("file"), "change", () => this.#choose(element("file").files[0]));
    for (const box of boxesOf()) on(box, "change", redraw);
    on(document, "keydown", (event) => this.#key(event, toggle));
    on(matchMedia("(prefers-color-scheme: dark)"), "change", redraw);
  }

  #key(event, toggle) {
    const target = event.target;
    // Form fields keep all their keys, buttons keep the space bar, and the rest of the page keeps the arrows.
    const isAtHome = target === document.body || element("detail").contains(target);
    if (!isAtHome || target.closest("select, input[type='file']") || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " " && target.closest("button, a, input")) return;
    const second = Math.max(1, Math.round(this.playback.rate));
    const far = event.shiftKey ? second : 1;
    const acts = {
      " ": toggle, ArrowLeft: () => this.#step(-far), ArrowRight: () => this.#step(far),
      Home: () => this.clock.seek(0), End: () => this.clock.seek(this.playback.count - 1),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  #step(frames) {
    this.clock.pause();
    this.clock.seek(this.clock.frame + frames);
  }

  // MARK: The clip

  #offer() {
    const note = element("clip-note");
    note.textContent = "The clip was not kept (see KEEP_CLIPS_MB). Open its file to see it under the result. ";
    let address;
    try {
      address = new URL(this.item.clip);
    } catch {
      return;
    }
    // This is only a link; the page itself contacts no other host.
    if (address.protocol !== "http:" && address.protocol !== "https:") return;
    note.append(make("a", "Original URL", { href: address.href, rel: "noreferrer noopener", target: "_blank" }));
  }

  #choose(file) {
    if (!file) return;
    this.#unload();
    this.#address = URL.createObjectURL(file);
    this.#load(this.#address, `${file.name}.`);
  }

  #load(address, name) {
    const video = this.#video;
    const { signal } = this.#stop;
    const known = { once: true, signal };
    video.addEventListener("loadeddata", async () => {
      if (video.getAttribute("src") !== address) return;
      element("clip-note").textContent = [name, this.#doubt(video)].filter(Boolean).join(" ");
      await this.clock.follow(video);
      if (signal.aborted) return;
      this.#hasClip = true;
      this.#redraw();
    }, known);
    video.addEventListener("error", () => {
      if (video.getAttribute("src") !== address) return;
      this.#unload();
      element("clip-note").textContent = "This browser cannot play the clip.";
      this.#redraw();
    }, known);
    video.preload = "auto";
    video.setAttribute("src", address);
  }

  // Returns a warning if a file does not look like the analysed clip.
  #doubt(video) {
    const { width, height, count, rate } = this.playback;
    const length = count / rate;
    if (video.videoWidth !== width || video.videoHeight !== height) {
      return `This video has ${video.videoWidth} x ${video.videoHeight} pixels, but the analysed clip has ${width} x ${height}. It may be another clip.`;
    }
    if (this.item.state === "answered" && Math.abs(video.duration - length) > 0.5 + length * 0.02) {
      return `This video lasts ${seconds(video.duration)}, but the analysed clip lasts ${seconds(length)}. It may be another clip.`;
    }
    return "";
  }

  #unload() {
    this.clock.leave();
    this.#hasClip = false;
    this.#video.removeAttribute("src");
    this.#video.load();
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = null;
  }

  // MARK: Drawing

  // Draws at most once per screen refresh, for all changes together.
  #redraw() {
    if (this.#isStale) return;
    this.#isStale = true;
    requestAnimationFrame(() => {
      this.#isStale = false;
      if (!this.#stop.signal.aborted) this.#draw();
    });
  }

  #draw() {
    const { clock, playback } = this;
    const index = clock.frame;
    const layers = Object.fromEntries(boxesOf().map((box) => [box.dataset.layer, box.checked]));
    layers.clip = layers.clip && this.#hasClip;
    element("stage").classList.toggle("has-clip", layers.clip);
    this.stage.draw(index, layers);
    this.radar.draw(index);
    const place = `Frame ${playback.frames[index].frame_number} of ${playback.count}, ${playback.time(index).toFixed(2)} s`;
    const text = playback.describe(index);
    // During playback, a screen reader does not announce every frame.
    const isSpoken = !clock.isPlaying || performance.now() - this.#spoken > 1000;
    if (isSpoken) this.#spoken = performance.now();
    this.axis.draw(index, isSpoken ? `${place}: ${text}` : null);
    element("place").textContent = place;
    element("tally").textContent = text;
    element("play").textContent = clock.isPlaying ? "Pause" : "Play";
    element("player").dataset.frame = index;
    element("player").dataset.clip = String(this.#hasClip);
  }
}
