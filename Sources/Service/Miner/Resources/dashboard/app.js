// The page: the state of the service, the running and recent challenges, and the open challenge.

import { Challenge } from "./challenge.js";
import { element, facts } from "./format.js";
import { showRecent } from "./recent.js";
import { showRunning } from "./running.js";

const running = new Map();
const challenges = new Map();
const opened = new Challenge(() => showRecent(challenges, opened.id));

function showState(state) {
  const badge = element("badge");
  badge.textContent = state.ready ? (state.available ? "ready" : "busy") : "not ready";
  badge.className = `badge${state.ready ? " ready" : ""}`;
  element("reason").hidden = !state.reason;
  element("reason").textContent = state.reason ?? "";
  shown.state = state;
  showFacts();
}

const shown = { state: undefined, graphics: [] };

function showFacts() {
  const { state, graphics } = shown;
  if (!state) return;
  facts(element("state"), [
    ["Model", state.model], ["Device", state.device], ["Workers", state.workers], ["Running", state.running],
    ["Waiting", state.waiting], ["Worker restarts", state.worker_restarts],
    ...graphics.map((card) => [`GPU ${card.index}`, cardText(card)]),
  ]);
}

function cardText(card) {
  const gibibytes = (bytes) => (bytes / 2 ** 30).toFixed(1);
  return [
    card.use !== undefined ? `${Math.round(card.use * 100)} % busy` : undefined,
    card.decoder_use !== undefined ? `decoder ${Math.round(card.decoder_use * 100)} %` : undefined,
    card.used_memory !== undefined
      ? `${gibibytes(card.used_memory)}${card.memory ? ` of ${gibibytes(card.memory)}` : ""} GiB` : undefined,
    card.temperature !== undefined ? `${card.temperature} °C` : undefined,
    card.clock !== undefined ? `${card.clock} MHz` : undefined,
  ].filter((part) => part !== undefined).join(", ") || card.name;
}

function lost() {
  element("badge").textContent = "no connection";
  element("badge").className = "badge lost";
}

let isAsking = false;
async function refresh() {
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch("api/challenges");
    if (!answer.ok) return;
    const overview = await answer.json();
    shown.graphics = overview.graphics ?? [];
    showState(overview.state);
    running.clear();
    for (const item of overview.running) running.set(item.id, item);
    for (const item of overview.challenges) challenges.set(item.id, item);
    showRunning(running);
    showRecent(challenges, opened.id);
  } catch {
    lost();
  } finally {
    isAsking = false;
  }
}

const events = new EventSource("api/events");
events.addEventListener("open", refresh);
events.addEventListener("error", lost);
events.addEventListener("state", (event) => showState(JSON.parse(event.data)));
for (const name of ["began", "progress"]) {
  events.addEventListener(name, (event) => {
    const item = JSON.parse(event.data);
    running.set(item.id, item);
    showRunning(running);
    if (name === "began") refresh();
  });
}
events.addEventListener("ended", (event) => {
  const item = JSON.parse(event.data);
  running.delete(item.id);
  challenges.set(item.id, item);
  showRunning(running);
  showRecent(challenges, opened.id);
  // The history stores the record a moment after the event.
  setTimeout(refresh, 300);
});
setInterval(refresh, 15000);

// The URL's fragment names the open challenge, so that reload and back work as expected.
function follow() {
  const id = Number(/^#challenge-(\d+)$/.exec(location.hash)?.[1]);
  if (id) opened.open(id);
  else opened.close();
}
window.addEventListener("hashchange", follow);
follow();
