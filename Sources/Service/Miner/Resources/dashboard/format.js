// Creates elements and formats times and sizes. Data from a challenge is inserted only as text, never as markup.

export const element = (id) => document.getElementById(id);

export function make(tag, text, properties) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  return Object.assign(made, properties);
}

export const seconds = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} s`;
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
export const date = (time) => new Date(time * 1000).toLocaleString();

// The subnet's emission tiers, by seconds since the challenge arrived.
export function tier(value) {
  return value < 2 ? "top" : value < 5 ? "competitive" : value <= 10 ? "average" : "poor";
}

export const title = (item) => `Challenge ${item.id}${item.challenge_id ? ` (${item.challenge_id})` : ""}`;
export const outcome = (item) => item.state + (item.status ? ` (${item.status})` : "");

// Fills a list of names and values. Omits entries without a value.
export function facts(list, pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== null && value !== "");
  list.replaceChildren(...known.map(([name, value]) => {
    const row = make("div");
    row.append(make("dt", name), make("dd", String(value)));
    return row;
  }));
}
