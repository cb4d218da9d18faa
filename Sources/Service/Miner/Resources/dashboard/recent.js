// The table of recent challenges. Each row shows its time on the scale of the emission tiers.

import { date, element, make, outcome, seconds, tier } from "./format.js";

// The seconds at the right end of the scale; the style sheet uses the same value.
const scaleEnd = 12;

function time(item) {
  const cell = make("td");
  if (item.status !== 200) return cell;
  const name = tier(item.total_seconds);
  const meter = make("div", null, { className: "meter" });
  meter.setAttribute("aria-hidden", "true");
  const mark = make("i");
  mark.style.left = `${(100 * Math.min(item.total_seconds, scaleEnd)) / scaleEnd}%`;
  meter.append(mark);
  cell.append(make("span", `${seconds(item.total_seconds)} ${name}`, { className: `tier ${name}` }), meter);
  return cell;
}

function row(item, shown) {
  const made = make("tr", null, { className: item.id === shown ? "shown" : "" });
  const name = make("td", null, { className: "name" });
  const link = make("a", `${item.id}${item.challenge_id ? ` ${item.challenge_id}` : ""}`, { href: `#challenge-${item.id}` });
  link.setAttribute("aria-label", `Open challenge ${item.id} ${item.challenge_id}`);
  name.append(link);
  made.append(
    name, make("td", date(item.received)), make("td", outcome(item)), time(item), make("td", item.frames || "", { className: "frames" }),
    make("td", item.clip, { className: "clip", title: item.clip }));
  return made;
}

export function showRecent(challenges, shown) {
  const focused = document.activeElement?.closest("#recent a")?.getAttribute("href");
  const newest = [...challenges.values()].sort((a, b) => b.id - a.id).slice(0, 50);
  element("recent").replaceChildren(...newest.map((item) => row(item, shown)));
  if (focused) element("recent").querySelector(`a[href="${focused}"]`)?.focus();
}
