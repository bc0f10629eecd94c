// The search box proposes the words of the club while they are typed.
import { suggest } from "./suggest.js";

for (const input of document.querySelectorAll("[data-club-search-suggestions]")) {
  suggest(input, input.dataset.clubSearchSuggestions);
}
