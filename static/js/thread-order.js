// The order of a thread, without any page: messages come in any order, twice or not at all; they leave in order, once each.
export class Order {
  constructor(last) {
    this.last = last;
    this.ahead = new Map();
  }

  // Gives the messages that may be shown now. What is behind is dropped, what is ahead is held.
  take(message) {
    if (message.seq > this.last) this.ahead.set(message.seq, message);
    const ready = [];
    for (let next; (next = this.ahead.get(this.last + 1)); ready.push(next)) this.ahead.delete(++this.last);
    return ready;
  }

  get hasGap() {
    return this.ahead.size > 0;
  }
}
