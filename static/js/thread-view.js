// The page of a thread: messages added in order, pending ones after them, the bottom kept in sight if it was.
const NEAR = 80;
const hour = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short" });

export class View {
  constructor(section, person) {
    this.person = person;
    this.find = (hook) => section.querySelector(`[data-club-${hook}]`);
    this.list = this.find("messages");
    this.form = this.find("composer");
    this.field = this.form.querySelector("textarea");
    this.pending = new Map();
  }

  get isAtBottom() {
    return this.form.getBoundingClientRect().bottom <= window.innerHeight + NEAR;
  }

  toBottom() {
    this.form.scrollIntoView({ block: "end", behavior: "instant" });
  }

  keepingBottom(change) {
    const wasThere = this.isAtBottom;
    change();
    if (wasThere) this.toBottom();
  }

  element(author, organization, isMine) {
    const item = this.find("message-template").content.cloneNode(true).firstElementChild;
    item.classList.toggle("message-mine", isMine);
    item.querySelector("[data-club-author]").textContent = isMine ? "Vous" : author;
    item.querySelector("[data-club-organization]").textContent = organization;
    return item;
  }

  // body_html was made safe by the server, which alone writes it.
  show(message) {
    const item = this.element(message.author_name, message.organization_name, message.author_id === this.person);
    const when = item.querySelector("[data-club-when]");
    const at = new Date(message.created_at);
    Object.assign(item, { id: `message-${message.seq}` });
    Object.assign(item.dataset, { id: message.id, seq: message.seq });
    Object.assign(when, { dateTime: message.created_at, title: whole.format(at), textContent: hour.format(at) });
    item.classList.toggle("message-system", message.kind === "system");
    item.querySelector("[data-club-body]").innerHTML = message.body_html;
    const first = this.pending.values().next().value ?? null;
    this.keepingBottom(() => this.list.insertBefore(item, first));
  }

  showPending({ uuid, body }) {
    const item = this.element("", "", true);
    item.classList.add("message-pending");
    item.querySelector("[data-club-body]").append(Object.assign(document.createElement("p"), { textContent: body }));
    this.pending.set(uuid, item);
    this.list.append(item);
    this.showSending(uuid);
    this.toBottom();
  }

  state(uuid, ...content) {
    const line = this.pending.get(uuid)?.querySelector("[data-club-pending]");
    if (line) line.replaceChildren(...content);
    if (line) line.hidden = false;
  }

  showSending(uuid) {
    this.state(uuid, "Envoi en cours…");
  }

  showUnsent(uuid, again) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link", textContent: "réessayer" });
    button.addEventListener("click", again);
    this.state(uuid, "Non envoyé\u00a0: ", button);
  }

  removePending(uuid) {
    this.keepingBottom(() => this.pending.get(uuid)?.remove());
    this.pending.delete(uuid);
  }

  // A refused text goes back where it was written, above what has been typed since.
  giveBack(body, sentence) {
    this.field.value = [body, this.field.value].filter(Boolean).join("\n\n");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.say("problem", `Message non envoyé\u00a0: ${sentence}`);
  }

  say(hook, sentence) {
    const line = this.find(hook);
    if (line && line.textContent !== sentence) line.textContent = sentence;
  }
}
