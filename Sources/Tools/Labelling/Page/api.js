// The requests to the program, and the saving of labels.

export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function ask(path, options) {
  const response = await fetch(path, options);
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  throw new Refusal(response.status, body?.error?.code ?? "", body?.error?.message ?? response.statusText);
}

const sending = (method, body) => ({
  method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
});

export const clip = () => ask("/api/clip");
export const frame = (index) => ask(`/api/frames/${index}`);
export const found = (index) => ask(`/api/frames/${index}/found`);
export const pitch = (labels) => ask("/api/pitch", sending("POST", labels));
export const pictureAddress = (index, session) => `/frames/${index}.jpg?clip=${session}`;

// Saves frames one after another, each with its latest labels. Retries while the program does not answer.
export class Saver {
  #waiting = new Map();
  #revisions = new Map();
  #busy = false;
  #report;

  // Calls report(kind, detail) with "saving", "idle" (all saved), "failed" or "conflict" (the file has changed).
  constructor(report) {
    this.#report = report;
  }

  get isIdle() {
    return !this.#busy && this.#waiting.size === 0;
  }

  knows(index, revision) {
    this.#revisions.set(index, revision);
  }

  save(index, labels, done) {
    this.#waiting.set(index, { labels, done });
    this.#report("saving");
    this.#work();
  }

  // Overwrites the stored labels after the person has confirmed it.
  overwrite(index, labels, done) {
    this.#revisions.delete(index);
    this.save(index, labels, done);
  }

  forget(index) {
    this.#waiting.delete(index);
  }

  async #work() {
    if (this.#busy) return;
    this.#busy = true;
    let isWhole = true;
    while (this.#waiting.size > 0) {
      const [index, { labels, done }] = this.#waiting.entries().next().value;
      this.#waiting.delete(index);
      try {
        const body = { labels, done, revision: this.#revisions.get(index) };
        const answer = await ask(`/api/frames/${index}`, sending("PUT", body));
        this.#revisions.set(index, answer.revision);
      } catch (error) {
        if (error instanceof Refusal) {
          isWhole = false;
          const kind = error.code === "changedMeanwhile" ? "conflict" : "failed";
          this.#report(kind, { index, done, message: error.message });
        } else {
          // The frame may have newer labels by now; keep those.
          if (!this.#waiting.has(index)) this.#waiting.set(index, { labels, done });
          this.#report("failed", { message: "Not saved: the program does not answer. Retrying…" });
          await new Promise((resolve) => setTimeout(resolve, 2000));
        }
      }
    }
    this.#busy = false;
    if (isWhole) this.#report("idle");
  }
}
