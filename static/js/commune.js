// While a commune is typed, its native list is filled from every commune known, not only those of the area.
import { suggest } from "./suggest.js";

for (const input of document.querySelectorAll("[data-club-commune]")) suggest(input, input.dataset.clubCommune);
