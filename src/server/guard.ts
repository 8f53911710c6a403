import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  ErrorCodes,
} from "vscode-languageserver";

/**
 * Wraps a request handler so that an exception is an error for this one request, and a line in the log that tells where it
 * came from but not what it said: a message could quote a prompt.
 */
export function guard<P, R>(
  connection: Connection,
  name: string,
  handle: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
  return async (params, token) => {
    if (token.isCancellationRequested) return cancelled();
    try {
      return await handle(params, token);
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError<never>;
      if (token.isCancellationRequested) return cancelled();
      connection.console.error(`${name}: ${describe(error)}`);
      return new ResponseError<never>(
        ErrorCodes.InternalError,
        `Tokenbill could not answer ${name}. The log says where.`,
      );
    }
  };
}

export function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, "cancelled");
}

/** The kind of an error and the frames it came through, without its message. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 6)].join("\n");
}
