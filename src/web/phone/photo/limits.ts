/** Photos that one line takes; the form's own limit. */
export const photosPerLine = 9;
/** Longest edge of a photo in pixels: a crack in a bag can be seen, and one bar of network carries it. */
export const longestEdgePx = 1600;
/** Quality of the JPEG, 0 to 1. */
export const jpegQuality = 0.8;
/** What a browser is asked to decode at most, in bytes. */
export const pickLimitBytes = 60_000_000;
/** A photo of the drawn line is not older than this, as far as the phone tells. */
export const freshForMs = 10 * 60_000;
