// Fills the native <datalist> of an input from an address answering ?q= with a JSON list of strings.
const PAUSE = 200;

export function suggest(input, address) {
  let pause;
  let latest = 0;
  const fill = async () => {
    const rank = ++latest;
    const url = new URL(address, location.href);
    url.searchParams.set("q", input.value.trim());
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (!answer.ok || rank !== latest) return;
      const words = await answer.json();
      input.list.replaceChildren(...words.map((word) => new Option("", word)));
    } catch { /* Without suggestions people still type freely. */ }
  };
  input.addEventListener("input", () => {
    clearTimeout(pause);
    if (input.value.trim().length > 1) pause = setTimeout(fill, PAUSE);
  });
}
