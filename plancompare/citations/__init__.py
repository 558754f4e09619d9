from plancompare.citations.mention import find_citations
from plancompare.citations.register import citation_key, name_of, same_document
from plancompare.citations.titles import CitedDocuments, cited_documents, titles_differ
__all__ = ["CitedDocuments", "citation_key", "cited_documents", "find_citations", "name_of", "same_document", "titles_differ"]
