/**
 * What every staff page loads: htmx with server-sent events. Pages work without it; it only saves
 * reloads.
 */
import 'htmx.org/dist/htmx.esm.js';
import 'htmx.org/dist/ext/hx-sse.js';
