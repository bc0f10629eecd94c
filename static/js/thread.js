// A live thread on the page that the server rendered. The protocol: join, then catch up by number; hold what is ahead, drop what
// is behind, join again on a gap. Without socket, the same by plain HTTP, less lively.
import { ask, socket } from "./live.js";
import { composer } from "./thread-composer.js";
import { Order } from "./thread-order.js";
import { Outbox } from "./thread-outbox.js";
import { View } from "./thread-view.js";

const TYPED_FOR = 4500;
const POLL = 15000;
const FINAL = new Set(["invalid", "conflict", "forbidden", "not_found"]);
const AWAY = "Connexion interrompue\u00a0: nouvel essai en cours. Vous pouvez continuer à écrire.";
const ENDED = "Votre session a pris fin\u00a0: rechargez la page pour vous reconnecter.";

const section = document.querySelector("[data-club-thread]");
const { clubThread: thread, url, me, discreet } = section.dataset;
const isDiscreet = discreet !== undefined;
const view = new View(section, me);
const order = new Order(Number(section.dataset.lastSeq));
const read = JSON.parse(section.dataset.read);
let lastAuthor = section.dataset.lastAuthor;
let line;
let joining;
let hush;

async function request(address, body) {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token };
  const answer = await fetch(address, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers });
  const data = await answer.json();
  return answer.ok ? data : { error: data };
}

function receive(message) {
  for (const next of order.take(message)) {
    outbox.drop(next.client_uuid);
    view.show(next);
    lastAuthor = next.author_id;
  }
  if (order.hasGap) catchUp();
  seen();
}

// Tells that what is on the screen was read, and who else has read it.
function seen() {
  const names = Object.entries(read).filter(([id, mark]) => mark.seq >= order.last && id !== me && id !== lastAuthor).map(([, mark]) => mark.name);
  view.say("seen", names.length ? `Lu par ${names.join(", ")}` : "");
  if (document.hidden || !view.isAtBottom || !line?.connected || (read[me]?.seq ?? 0) >= order.last) return;
  read[me] = { name: "", seq: order.last };
  ask("thread:read", { thread, seq: order.last }).then(() => view.find("mark-read")?.remove(), () => { delete read[me]; });
}

async function join() {
  const last = order.last;
  const state = await (line?.connected ? ask("thread:join", { thread, after_seq: last }) : request(`${url}?after=${last}`));
  if (state.error) return view.say("connection", state.error.message);
  Object.assign(read, state.read);
  state.messages.forEach(receive);
  seen();
  if (order.last < state.last_seq && order.last > last) await join();
}

function catchUp() {
  joining ??= join().catch(() => {}).finally(() => { joining = null; });
}

async function deliver({ uuid, body }) {
  try {
    const post = line?.connected ? ask("message:post", { thread, uuid, body }) : request(url, { client_uuid: uuid, body });
    const answer = await post;
    if (answer.error) throw { sentence: Object.values(answer.error.errors ?? [answer.error.message]).join(" "), isFinal: FINAL.has(answer.error.code) };
    view.say("problem", "");
    receive(answer.message);
  } catch (problem) {
    throw problem.sentence ? problem : { sentence: "", isFinal: false };
  }
}

function typed({ name }) {
  clearTimeout(hush);
  view.say("typing", `${name} écrit…`);
  hush = setTimeout(() => view.say("typing", ""), TYPED_FOR);
}

async function goLive() {
  line = await socket();
  const forThisThread = (handler) => (data) => { if (data.thread === thread) handler(data); };
  line.on("message:posted", forThisThread((data) => { view.say("typing", ""); receive(data.message); }));
  line.on("thread:typed", forThisThread(typed));
  line.on("thread:was_read", forThisThread(({ person_id, name, seq }) => { read[person_id] = { name, seq }; seen(); }));
  line.on("connect", () => { view.say("connection", ""); catchUp(); outbox.send(); });
  line.on("disconnect", (reason) => view.say("connection", reason === "io server disconnect" ? ENDED : AWAY));
  line.on("connect_error", () => view.say("connection", AWAY));
  if (line.connected) catchUp();
}

const outbox = new Outbox(`thread-outbox:${thread}`, deliver, view);
const typing = () => isDiscreet || ask("thread:typing", { thread }).catch(() => {});
composer(view.form, `thread:${thread}`, { send: (body) => outbox.add(body), typing });
view.find("shortcut").hidden = !matchMedia("(hover: hover)").matches;
if (!location.hash) view.toBottom();
outbox.send();
goLive().catch(() => view.say("connection", AWAY));
setInterval(() => { if (!line?.connected && !document.hidden) catchUp(); }, POLL);
for (const event of ["visibilitychange", "scroll"]) document.addEventListener(event, seen, { passive: true });
