import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { describe } from "./guard";
import { serve } from "./serve";

/** The process that the extension starts. Assets stand beside the bundle. */
const connection = createConnection(ProposedFeatures.all);
process.on("unhandledRejection", (reason) => connection.console.error(`unhandled: ${describe(reason)}`));
serve(connection, `${__dirname}/assets`, () => setImmediate(() => process.exit(1)));
connection.listen();
