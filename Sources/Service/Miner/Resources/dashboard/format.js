// Making elements, and saying times and sizes. What comes from a challenge is only ever text, never markup.

export const element = (id) => document.getElementById(id);

export function make(tag, text, properties) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  return Object.assign(made, properties);
}

export const seconds = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} s`;
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
export const date = (time) => new Date(time * 1000).toLocaleString();

// The emission tiers of the subnet, by seconds from the challenge's arrival.
export function tier(value) {
  return value < 2 ? "top" : value < 5 ? "competitive" : value <= 10 ? "average" : "poor";
}

export const title = (item) => `Challenge ${item.id}${item.challenge_id ? ` (${item.challenge_id})` : ""}`;
export const outcome = (item) => item.state + (item.status ? ` (${item.status})` : "");

// A list of names and values; what has no value is left out.
export function facts(list, pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== null && value !== "");
  list.replaceChildren(...known.map(([name, value]) => {
    const row = make("div");
    row.append(make("dt", name), make("dd", String(value)));
    return row;
  }));
}
