// Messages on their way: kept on this device and sent again under the same UUID until the server has acknowledged them.
// deliver(message) resolves once stored; it rejects with {sentence, isFinal}: final means that sending again is useless.
import { read, write } from "./draft-store.js";

const PAUSE = 5000;
const DIGITS = "10000000-1000-4000-8000-100000000000";

// crypto.randomUUID exists on secure addresses only.
const random = (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16);
const newKey = () => crypto.randomUUID?.() ?? DIGITS.replace(/[018]/g, random);

export class Outbox {
  constructor(name, deliver, page) {
    Object.assign(this, { name, deliver, page, isSending: false, waiting: read(name) ?? [] });
    for (const message of this.waiting) page.showPending(message);
  }

  // Another tab of the same thread may keep messages under the same name: only one's own are added and removed.
  add(body) {
    const message = { uuid: newKey(), body };
    this.waiting.push(message);
    write(this.name, [...(read(this.name) ?? []), message]);
    this.page.showPending(message);
    return this.send();
  }

  drop(uuid) {
    const others = (message) => message.uuid !== uuid;
    this.waiting = this.waiting.filter(others);
    write(this.name, (read(this.name) ?? []).filter(others));
    this.page.removePending(uuid);
  }

  // One after the other, so that they keep their order.
  async send() {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.again);
    for (let message; (message = this.waiting[0]); ) {
      this.page.showSending(message.uuid);
      const problem = await this.deliver(message).then(() => null, (refusal) => refusal);
      if (problem && !problem.isFinal) {
        this.page.showUnsent(message.uuid, () => this.send());
        this.again = setTimeout(() => this.send(), PAUSE);
        break;
      }
      this.drop(message.uuid);
      if (problem) this.page.giveBack(message.body, problem.sentence);
    }
    this.isSending = false;
  }
}
