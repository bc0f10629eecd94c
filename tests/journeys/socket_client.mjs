// The live thread as the real socket.io-client of npm sees it. Reads {url, thread, cookies, token} from its first argument;
// fails at the first thing that is not so. The order of messages is kept by the same file as in the page.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { io } = createRequire(new URL("../../package.json", import.meta.url))("socket.io-client");
const source = readFileSync(new URL("../../static/js/thread-order.js", import.meta.url), "utf8");
const { Order } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const { url, thread, cookies, token } = JSON.parse(process.argv[2]);

const once = (emitter, event) => new Promise((resolve) => { emitter.once(event, resolve); });
const line = (headers) => io(url, { transports: ["websocket"], extraHeaders: headers, reconnection: false, forceNew: true });
const of = (name) => line({ Cookie: cookies[name], Origin: url });
const ask = (socket, event, data) => socket.timeout(5000).emitWithAck(event, { thread, ...data });

// A page that follows the protocol: what it has seen, in order, once.
function page(name) {
  const shown = [];
  const order = new Order(0);
  const receive = (message) => shown.push(...order.take(message));
  const join = async (socket) => {
    socket.on("message:posted", ({ message }) => receive(message));
    const state = await ask(socket, "thread:join", { after_seq: order.last });
    state.messages.forEach(receive);
    return state;
  };
  const post = async (socket, body, uuid = randomUUID()) => {
    const answer = await ask(socket, "message:post", { uuid, body });
    receive(answer.message);
    return answer;
  };
  return { name, shown, join, post, seqs: () => shown.map(({ seq }) => seq), socket: of(name) };
}

async function refused(socket) {
  await once(socket, "connect_error");
  assert.equal(socket.connected, false);
  socket.close();
}

async function until(isSo, what) {
  for (let tries = 0; !isSo(); tries += 1) {
    assert.ok(tries < 500, `waited in vain: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

// Nobody comes in without a sign-in, without an Origin, or from elsewhere.
await refused(line({ Origin: url }));
await refused(line({ Cookie: cookies.alice }));
await refused(line({ Cookie: cookies.alice, Origin: "https://pisteur.test" }));

// Alice and Bob write live.
const alice = page("alice");
const bob = page("bob");
await Promise.all([once(alice.socket, "connect"), once(bob.socket, "connect")]);
await alice.join(alice.socket);
await bob.join(bob.socket);
await Promise.all([alice.post(alice.socket, "Bonjour **Bob**"), bob.post(bob.socket, "Bonjour Alice")]);
await until(() => alice.shown.length === 2 && bob.shown.length === 2, "both messages on both pages");
assert.deepEqual(alice.shown, bob.shown);
assert.ok(alice.shown.some(({ body_html }) => body_html.includes("<strong>Bob</strong>")));

// The others are told who writes and who has read.
await alice.post(alice.socket, "Bien reçu ?");
await until(() => bob.shown.length === 3, "the question on Bob's page");
const typed = once(alice.socket, "thread:typed");
const wasRead = once(alice.socket, "thread:was_read");
await ask(bob.socket, "thread:typing", {});
await ask(bob.socket, "thread:read", { seq: 3 });
assert.equal((await typed).name, "Bob Meyer");
assert.deepEqual([(await wasRead).name, (await wasRead).seq], ["Bob Meyer", 3]);

// Bob goes away; Alice writes, and sends one of her messages three times.
bob.socket.close();
const uuid = randomUUID();
for (const body of ["Un", "Deux", "Trois"]) await alice.post(alice.socket, body);
const answers = [];
for (let time = 0; time < 3; time += 1) answers.push(await alice.post(alice.socket, "Quatre", uuid));
assert.deepEqual(answers[1], answers[0]);
assert.deepEqual(answers[2], answers[0]);
assert.equal((await ask(alice.socket, "message:post", { uuid, body: "Cinq" })).error.code, "conflict");

// Bob comes back and receives the rest, in order, once.
const again = of("bob");
await once(again, "connect");
await bob.join(again);
assert.deepEqual(bob.seqs(), [1, 2, 3, 4, 5, 6, 7]);
assert.deepEqual(bob.shown, alice.shown);

// Charlie may connect, and finds nothing anywhere.
const charlie = of("charlie");
await once(charlie, "connect");
const unknown = randomUUID();
for (const event of ["thread:join", "message:post", "thread:typing", "thread:read"]) {
  const given = { uuid: randomUUID(), body: "Bonjour", seq: 1, after_seq: 0 };
  const answer = await ask(charlie, event, given);
  assert.equal(answer.error.code, "not_found");
  assert.deepEqual(answer, await ask(charlie, event, { ...given, thread: unknown }));
}

// A frame that is too large ends the connection of whoever sends it, and nobody else's.
const cut = once(charlie, "disconnect");
charlie.emit("message:post", { thread, uuid: randomUUID(), body: "x".repeat(70_000) });
await cut;
assert.ok(again.connected && alice.socket.connected);

// Signing out closes the socket of that browser.
const ended = once(alice.socket, "disconnect");
await fetch(`${url}/deconnexion`, { method: "POST", redirect: "manual", headers: { Cookie: cookies.alice, "X-CSRFToken": token } });
assert.equal(await ended, "io server disconnect");
assert.ok(again.connected);
again.close();
console.log("ok");
