// The small behaviours of every page. Each works on data-club-… hooks; pages work without any of them.
import { bells } from "./bell.js";
import { menus } from "./menu.js";
import { submitOnce } from "./submit-once.js";
import { counters } from "./counter.js";
import { confirmations } from "./confirm.js";
import { chips } from "./chips.js";
import { autoSubmit } from "./auto-submit.js";
import { drafts } from "./draft.js";
import { focusErrors } from "./errors.js";

// Found texts are put back before the other behaviours read the fields.
for (const behaviour of [drafts, chips, counters, confirmations, menus, autoSubmit, submitOnce, focusErrors, bells]) {
  behaviour(document);
}
