/** The style sheets of the widget, made for a strict Content-Security-Policy: all are constructed. */

import button from "@utrecht/button-css/dist/index.min.css?inline";
import link from "@utrecht/link-css/dist/index.min.css?inline";
import textarea from "@utrecht/textarea-css/dist/index.min.css?inline";
import { unsafeCSS } from "lit";
import composer from "./composer.css?inline";
import dialogs from "./dialogs.css?inline";
import launcher from "./launcher.css?inline";
import messages from "./messages.css?inline";
import panel from "./panel.css?inline";
import phone from "./phone.css?inline";
import tokens from "./tokens.css?inline";

export const styles = [
  button,
  link,
  textarea,
  tokens,
  launcher,
  panel,
  messages,
  composer,
  dialogs,
  phone,
].map((sheet) => unsafeCSS(sheet));
