/** The library's public names, nothing else. */
export { Problem } from './base/error.js';
