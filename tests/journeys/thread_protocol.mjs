// The page's protocol (thread-order.js, thread-outbox.js) against a network that loses, repeats and reorders everything, over a
// house that only keeps the rule: one message a UUID, numbered without gap. Arguments: the folder of the scripts, a seed.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

const [folder, seed] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${folder}/${name}`));
const kept = new Map();
globalThis.localStorage = {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => kept.set(name, value),
  removeItem: (name) => kept.delete(name),
};
globalThis.document = { body: { dataset: { clubPerson: "alice" } } };
globalThis.setTimeout = () => 0; // Attempts are made by the test, not by the clock.
const { Order } = await load("thread-order.js");
const { Outbox } = await load("thread-outbox.js");

let state = Number(seed);
const random = () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; };
const luck = (chance) => random() < chance;

function house() {
  const messages = [];
  return {
    messages,
    store({ uuid, body }) {
      const known = messages.find((message) => message.uuid === uuid);
      if (!known) messages.push({ uuid, body, seq: messages.length + 1 });
      return known ?? messages.at(-1);
    },
  };
}

// A page whose pushes are lost, late or doubled, and whose acknowledgements may never come.
function page(name, server, air) {
  const order = new Order(0);
  const shown = [];
  const pending = new Set();
  const receive = (message) => { for (const next of order.take(message)) { outbox.drop(next.uuid); shown.push(next); } };
  const deliver = async (message) => {
    if (luck(0.3)) throw { isFinal: false };
    const stored = server.store(message);
    air.push(stored);
    if (luck(0.3)) throw { isFinal: false };
    receive(stored);
  };
  const view = {
    showPending: ({ uuid }) => pending.add(uuid), removePending: (uuid) => pending.delete(uuid), showSending() {}, showUnsent() {},
  };
  let outbox = new Outbox(name, deliver, view);
  return {
    shown, pending, receive, order,
    send: (body) => outbox.add(body),
    retry: () => outbox.send(),
    join: () => server.messages.slice(order.last).forEach(receive),
    reload: () => { pending.clear(); outbox = new Outbox(name, deliver, view); },
  };
}

async function oneStory() {
  kept.clear();
  const server = house();
  const air = [];
  const pages = ["first", "second", "third"].map((name) => page(name, server, air));
  const written = [];
  for (let step = 0; step < 60; step += 1) {
    const who = pages[Math.floor(random() * 3)];
    if (luck(0.4)) { written.push(`${step}`); await who.send(`${step}`); }
    else if (luck(0.3)) await who.retry();
    else if (luck(0.1)) who.reload();
    else if (luck(0.1)) who.join();
    else if (air.length) {
      const [message] = luck(0.3) ? [air.at(-1)] : air.splice(Math.floor(random() * air.length), 1);
      if (luck(0.7)) who.receive(message);
    }
  }
  for (const one of pages) for (let tries = 0; one.pending.size && tries < 2000; tries += 1) await one.retry();
  for (const one of pages) one.join();
  assert.deepEqual(server.messages.map(({ body }) => body).sort(), [...written].sort(), "each message stored once");
  for (const one of pages) {
    assert.deepEqual(one.shown, server.messages, "each page saw everything once, in order");
    assert.equal(one.pending.size + one.order.ahead.size, 0, "nothing is left behind");
  }
}

for (let story = 0; story < 300; story += 1) await oneStory();
console.log("ok");
