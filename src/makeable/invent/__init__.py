"""Creating value: judging and improving a draft, shortlists, what-ifs, demands, trades on differences."""
