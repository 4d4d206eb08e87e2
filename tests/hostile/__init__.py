"""Files that want to do harm, made when the tests run: each must end in a plan or in one clear line, in its limits."""
