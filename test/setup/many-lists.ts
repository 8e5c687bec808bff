// 10,000 lists in all; npm test takes as many as fit into a minute.
process.env.RANDOM_LISTS = "10000";
