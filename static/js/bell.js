// The bell: the number of unread notifications, live. Without a socket it is asked again when the page comes back in sight.
import { socket } from "./live.js";

const ADDRESS = "/api/notifications";
const sentence = (unread) =>
  unread === 0 ? "Aucune notification non lue" : unread === 1 ? "1 notification non lue" : `${unread} notifications non lues`;

function voice(bell) {
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  bell.after(status);
  return status;
}

export function bells(root) {
  const bell = root.querySelector("[data-club-bell]");
  if (!bell) return;
  const badge = bell.querySelector("[data-club-bell-badge]");
  const count = bell.querySelector("[data-club-bell-count]");
  const status = voice(bell);
  const show = ({ unread }) => {
    if (!Number.isInteger(unread) || String(unread) === count.textContent) return;
    const rings = unread > Number(count.textContent);
    count.textContent = unread;
    badge.hidden = unread === 0;
    if (rings) status.textContent = sentence(unread);
  };
  const ask = async () => {
    const answer = await fetch(ADDRESS, { headers: { Accept: "application/json" } });
    if (answer.ok) show(await answer.json());
  };
  const askQuietly = () => ask().catch(() => {}); // offline: the next return to the page asks again
  document.addEventListener("visibilitychange", () => { if (!document.hidden) askQuietly(); });
  addEventListener("pageshow", (event) => { if (event.persisted) askQuietly(); });
  socket().then((line) => {
    line.on("notice:posted", show);
    line.io.on("reconnect", askQuietly);
  }).catch(askQuietly);
}
