// One Socket.IO connection a page, shared by its behaviours and opened when the first of them asks: `(await socket()).on(…)`.
// The server closes it at sign-out; it is then not opened again.
const PATIENCE = 8000;
let shared;

async function open() {
  const { io } = await import("../vendor/socket.io-client/dist/socket.io.esm.min.js");
  return io({ transports: ["websocket"] });
}

export const socket = () => (shared ??= open());

// The acknowledgement of an event. Rejects when none came in time, or when the connection is down.
export async function ask(event, data) {
  const line = await socket();
  if (!line.connected) throw new Error("offline");
  return line.timeout(PATIENCE).emitWithAck(event, data);
}
