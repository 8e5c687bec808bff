// 10,000 lists in total. npm test runs as many as it can in a minute.
process.env.RANDOM_LISTS = "10000";
