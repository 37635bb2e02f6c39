/**
 * The named maxima of the product. Whatever comes from outside is held against one of them, so that
 * a mistake or an attack ends in a sentence and not in a full disk. Bytes are bytes, texts are counted
 * in UTF-16 units, as forms count them.
 */

/** Largest figure that any form or file may state; no congress comes near it. */
export const largestFigure = 1_000_000;

/** Bytes of an uploaded spreadsheet. */
export const largestSpreadsheet = 5 * 1024 * 1024;

/** Bytes of a form without files. */
export const largestForm = 256 * 1024;

/** Bytes of an electronic ballot: 200 projects, each for, against or abstain, take some 1.1 MB. */
export const largestBallot = 1_500_000;

/** Bytes of a file for the outcome command. */
export const largestOutcomeFile = 5 * 1024 * 1024;

/** Columns that an import looks at. */
export const mostColumns = 100;

/** Longest title of a project, place or body. */
export const longestTitle = 200;

/** Slips (票码) of one round: the largest roll, and spare ones. */
export const mostSlips = 6_000;

/** Days that a scrutineer's device stays registered after the end of its meeting. */
export const stationDays = 30;

/** Devices that one person may have registered in one meeting at a time. */
export const mostStations = 5;

/** Bytes of one step of a key ceremony: twenty holders, ten key sets, some 5 KB for each pair. */
export const largestCeremonyMessage = 4 * 1024 * 1024;
