// cdktf takes a stack trace for each token, which no test looks at and which would be most of the time.
jest.spyOn(Error, "captureStackTrace").mockImplementation(() => undefined);
