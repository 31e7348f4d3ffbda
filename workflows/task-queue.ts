/** The queue all routes of a namespace are worked from. */
export const taskQueue = 'ioms';
