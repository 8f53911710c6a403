/** A line that is written over itself on a terminal, and nothing at all elsewhere. */
export interface Progress {
  update(done: number, total: number): void;
  done(): void;
}

export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { update() {}, done() {} };
  let shown = false;
  return {
    update(done, total) {
      shown = true;
      stream.write(`\rReading files ${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} …`);
    },
    done() {
      if (shown) stream.write("\r\u001b[K");
    },
  };
}
