/** Anybody may call the address of a page, so it may take no more of the account's concurrency from the presses. */
export const pageConcurrency = 5;

/** Lambda refuses to reserve what would leave fewer: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
export const leastUnreserved = 100;
