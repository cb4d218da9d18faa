// The open challenge: its record, its stages and the player.

import { date, element, facts, make, outcome, seconds, tier, title } from "./format.js";
import { Playback } from "./playback.js";
import { Player } from "./player.js";

const stages = ["queue", "download", "decode", "inference", "total"];

export class Challenge {
  id = null;
  #player = null;
  #opener = null;
  #whenChanged;

  constructor(whenChanged) {
    this.#whenChanged = whenChanged;
    element("detail-close").addEventListener("click", () => this.#leave());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.id !== null) this.#leave();
    });
  }

  async open(id) {
    if (id === this.id) return;
    this.#opener = document.activeElement?.getAttribute("href");
    this.#forget();
    this.id = id;
    this.#whenChanged();
    if (await this.#show(id)) element("detail-title").focus();
  }

  close() {
    if (this.id === null) return;
    this.#forget();
    this.#whenChanged();
    document.querySelector(`#recent a[href="${this.#opener}"]`)?.focus();
  }

  #leave() {
    history.pushState(null, "", location.pathname + location.search);
    this.close();
  }

  #forget() {
    this.#player?.end();
    this.#player = null;
    this.id = null;
    delete element("player").dataset.frame;
    delete element("player").dataset.clip;
    element("detail").hidden = true;
  }

  // Shows a challenge. Returns whether it is still the open one after loading.
  async #show(id) {
    const answer = await fetch(`api/challenges/${id}`);
    if (this.id !== id) return false;
    element("detail").hidden = false;
    element("player").hidden = true;
    if (!answer.ok) {
      element("detail-title").textContent = `Challenge ${id}`;
      this.#say("This challenge no longer exists.");
      this.#list({});
      return true;
    }
    const item = await answer.json();
    element("detail-title").textContent = title(item);
    this.#list(item);
    this.#say(item.state === "running" ? "The challenge is still running." : item.message, item.status !== 0);
    if (item.state === "running") setTimeout(() => this.id === id && this.#show(id), 1000);
    if (item.status !== 200) return true;
    this.#say("Loading the result…");
    const isFound = await this.#play(item);
    if (this.id !== id) return false;
    if (!isFound) this.#say("The result was not kept.");
    else this.#say(item.state === "partial" ? `The deadline passed: the response contains only the first ${item.frames} frames.` : "");
    return true;
  }

  // Starts the player. Returns whether there is a result.
  async #play(item) {
    const answer = await fetch(`api/challenges/${item.id}/playback`);
    if (!answer.ok) return false;
    const playback = new Playback(await answer.json());
    if (this.id !== item.id || playback.count === 0) return true;
    element("player").hidden = false;
    this.#player?.end();
    this.#player = new Player(playback, item);
    return true;
  }

  #say(message, isFailure = false) {
    element("detail-message").classList.toggle("failed", isFailure);
    element("detail-message").hidden = !message;
    element("detail-message").textContent = message ?? "";
  }

  #list(item) {
    const times = stages.map((name) => [name, item[`${name}_seconds`] ?? 0]);
    const longest = Math.max(...times.map(([, time]) => time));
    element("stages").hidden = longest === 0;
    element("stages").replaceChildren(...times.flatMap(([name, time]) => {
      const bar = make("i");
      bar.style.width = `${longest > 0 ? (100 * time) / longest : 0}%`;
      return [make("span", name), bar, make("span", seconds(time))];
    }));
    facts(element("detail-facts"), item.id === undefined ? [] : [
      ["Outcome", outcome(item)], ["Tier", item.status === 200 ? tier(item.total_seconds) : ""],
      ["Endpoint", item.kind], ["Received", date(item.received)], ["Validator", item.validator], ["Clip", item.clip],
      ["Frames", item.frames], ["Frames analysed", item.analysed_frames],
      ["Picture", item.width ? `${item.width} x ${item.height}` : ""],
      ...Object.entries(JSON.parse(item.settings || "{}")),
    ]);
    element("detail-links").hidden = item.status !== 200;
    element("detail-result").href = `api/challenges/${item.id}/result`;
  }
}
